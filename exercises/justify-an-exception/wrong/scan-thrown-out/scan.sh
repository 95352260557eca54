echo 'nothing to scan'
